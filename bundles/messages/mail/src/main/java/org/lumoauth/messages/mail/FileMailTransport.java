/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

/** Writes each message to its own file, in a folder that only its owner may read. */
final class FileMailTransport implements MailTransport {

  private final Path folder;
  private final Session ascii = Session.getInstance(new Properties());
  private final Session international =
      Session.getInstance(MimeMessageBuilder.international(new Properties()));

  FileMailTransport(Path folder) {
    this.folder = folder;
  }

  @Override
  public Session session(boolean utf8) {
    return utf8 ? international : ascii;
  }

  @Override
  public void send(MimeMessage message) throws MessagingException, IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String name = Instant.now().toString().replace(':', '-') + "-" + UUID.randomUUID();
    Path part =
        Files.createFile(
            folder.resolve(name + ".part"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(part)) {
      message.writeTo(out);
    }
    // The file appears atomically for processes that watch the folder.
    Files.move(part, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
  }
}
