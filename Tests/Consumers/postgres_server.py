"""A PostgreSQL server of a test's own, on a socket in a folder."""
import glob
import os
import shutil
import subprocess

PROGRAMS = sorted(glob.glob("/usr/lib/postgresql/*/bin"))


class Server:
    """A server with its data in `folder`, which is made; the database is `postgres`, the user `clew`."""

    def __init__(self, folder):
        self.data = folder
        # The server does not run as root.
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.data.mkdir()
        if self.prefix:
            folder.parent.chmod(0o755)
            shutil.chown(self.data, "postgres")
        self.call("initdb", "-D", str(self.data), "-A", "trust", "-U", "clew", "-E", "UTF8", "--locale", "C.UTF-8")
        self.call("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.data / "log"), "-o",
                  f"-k {self.data} -c listen_addresses=''", "start")

    @property
    def environment(self):
        """What psql has to know."""
        return {"PGHOST": str(self.data), "PGUSER": "clew", "PGDATABASE": "postgres"}

    def call(self, program, *arguments):
        """Runs one of PostgreSQL's own programs."""
        subprocess.run(self.prefix + [f"{PROGRAMS[-1]}/{program}", *arguments], check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        """Ends the server at once; the folder is the caller's to remove."""
        self.call("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")
