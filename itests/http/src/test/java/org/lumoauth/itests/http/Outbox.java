package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that a server without an SMTP server writes its mail into. */
final class Outbox {
  private Outbox() {}

  /** A message to this address, which is written beside the requests. */
  static String to(Server server, String address) throws Exception {
    AtomicReference<String> found = new AtomicReference<>();
    Await.until(
        "mail to " + address,
        Duration.ofSeconds(30),
        () -> {
          find(server.data().resolve("outbox"), address).ifPresent(found::set);
          return found.get() != null;
        });
    return found.get();
  }

  /** The link to a page in a message. */
  static String link(String mail, String page) {
    Matcher link = Pattern.compile("http://\\S+/" + page + "\\?token=[\\w.-]+").matcher(mail);
    assertTrue(link.find(), mail);
    return link.group();
  }

  /** How many messages to this address have this text. */
  static long count(Server server, String address, String text) throws IOException {
    Path folder = server.data().resolve("outbox");
    if (!Files.isDirectory(folder)) {
      return 0; // nothing was sent yet
    }
    try (Stream<Path> files = Files.list(folder)) {
      long found = 0;
      for (Path file : files.filter(path -> path.toString().endsWith(".eml")).toList()) {
        String mail = Files.readString(file);
        found += mail.contains("To: " + address + "\r\n") && mail.contains(text) ? 1 : 0;
      }
      return found;
    }
  }

  private static Optional<String> find(Path folder, String address) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".eml")).toList()) {
        // Quoted-printable: soft line breaks go, and an equals sign is written as its code.
        String mail = Files.readString(file).replace("=\r\n", "").replace("=3D", "=");
        if (mail.contains("To: " + address + "\r\n")) {
          return Optional.of(mail);
        }
      }
    }
    return Optional.empty();
  }
}
