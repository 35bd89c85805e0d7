/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceMonitorTest {
  private static final long MORE_THAN_ANY_DISK = 1L << 40;

  @TempDir Path folder;

  @Test
  void isReadyWithEnoughSpaceBeforeFolderExists() {
    var watch = new DiskSpaceMonitor(Map.of("data", folder.resolve("later/db")), 1);

    assertFalse(watch.isLow());
    assertTrue(watch.findUnreadyReason().isEmpty());
    assertEquals("data", watch.readings().get(0).place());
  }

  @Test
  void reportsFolderWithTooLittleSpace() {
    var watch = new DiskSpaceMonitor(Map.of("database", folder), MORE_THAN_ANY_DISK);

    assertTrue(watch.isLow());
    assertTrue(watch.findUnreadyReason().orElseThrow().startsWith("The database folder has "));
  }

  @Test
  void recoversIfSpaceIsSufficient() {
    var watch = new DiskSpaceMonitor(Map.of("data", folder), MORE_THAN_ANY_DISK);
    watch.setLimit(0);

    assertFalse(watch.isLow());
    assertTrue(watch.findUnreadyReason().isEmpty());
  }

  @Test
  void recoversOnlyAboveLimitPlusQuarter() {
    var watch = new DiskSpaceMonitor(Map.of("data", folder), MORE_THAN_ANY_DISK);
    long freeMegabytes = watch.readings().get(0).freeBytes() / 1_048_576;

    watch.setLimit(freeMegabytes * 9 / 10);
    assertTrue(watch.isLow());
    watch.setLimit(freeMegabytes / 2);
    assertFalse(watch.isLow());
    watch.setLimit(freeMegabytes * 9 / 10);
    assertFalse(watch.isLow());
  }
}
