/** Where an embedded PostgreSQL lives, and as whom it runs. */
export interface User {
  uid: number;
  gid: number;
}

/** Folders and files, absolute; `owner` holds the number of the process that answers for the server */
export interface Place {
  home: string;
  pgdata: string;
  socket: string;
  log: string;
  owner: string;
}
