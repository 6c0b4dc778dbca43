export interface User {
  uid: number;
  gid: number;
}

export interface Place {
  home: string;
  pgdata: string;
  socket: string;
  log: string;
  owner: string;
}
