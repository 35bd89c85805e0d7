package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The archive of classes that a stopped server leaves for later starts. */
class ClassArchiveIT {

  @Test
  void isMappedByTheNextStartAndNotIfItIsTruncated() throws IOException {
    try (Server server = Server.start()) {
      server.down();
      List<Path> archives = archives(server);
      assertEquals(1, archives.size(), archives.toString());
      Path archive = archives.get(0);

      server.up();
      assertTrue(isMapped(server, archive), "not mapped: " + archive);
      server.anonymous().get("/system/health/ready").expect(200);
      server.down();

      archive.toFile().setWritable(true);
      try (var file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
        file.truncate(file.size() / 2);
      }
      server.up();
      assertFalse(Files.exists(archive), "still there: " + archive);
      String said = Files.readString(server.data().resolve("log/jvm.out"));
      assertFalse(said.contains("[warning]"), said);
    }
  }

  private static List<Path> archives(Server server) throws IOException {
    try (Stream<Path> files = Files.list(server.data().resolve("karaf"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("classes-")).toList();
    }
  }

  private static boolean isMapped(Server server, Path archive) throws IOException {
    String pid = Files.readString(server.data().resolve("lumoauth.pid")).strip();
    return Files.readString(Path.of("/proc", pid, "maps")).contains("/" + archive.getFileName());
  }
}
