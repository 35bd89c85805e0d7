/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A folder that the server writes to.
 *
 * @param name the name in metrics and messages, such as {@code data}
 * @param folder the folder, which need not exist yet
 */
record MonitoredFolder(String name, Path folder) {

  /** Returns the usable bytes; empty if the file system does not report them. */
  OptionalLong usableBytes() {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Files.getFileStore(existing).getUsableSpace());
    } catch (IOException | SecurityException e) {
      return OptionalLong.empty();
    }
  }
}
