/** The mail server as the hub uses it: a few connections kept open, and no attempt longer than its lease. */
import nodemailer from 'nodemailer';

/** `url` as nodemailer reads it (`smtp://user:password@host:25`), whose query may change any of these. */
export const createTransport = (url: string) => {
  const lu = new URL(url);
  const defauts = { pool: 'true', maxConnections: '4', connectionTimeout: '5000', greetingTimeout: '5000', socketTimeout: '15000' };
  for (const [nom, valeur] of Object.entries(defauts)) if (!lu.searchParams.has(nom)) lu.searchParams.set(nom, valeur);
  return nodemailer.createTransport(lu.toString());
};
