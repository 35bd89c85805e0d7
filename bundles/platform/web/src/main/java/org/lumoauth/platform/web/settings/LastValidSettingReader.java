/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the settings one by one. An invalid value is logged, and the previous value (at first the
 * default) remains in effect, so that a mistake in the file is reported without stopping the
 * server.
 */
public final class LastValidSettingReader {

  private static final Logger LOG = LoggerFactory.getLogger(LastValidSettingReader.class);

  private LastValidSettingReader() {}

  /**
   * Returns the value, or the previous value if it is invalid.
   *
   * @param key the key in the configuration file
   * @param read reads and validates the value; it also fails if a number is malformed
   */
  public static <T> T readOrKeep(String key, Supplier<T> read, T kept) {
    try {
      return read.get();
    } catch (RuntimeException e) {
      LOG.error(
          "setting_refused file=etc/{}.cfg key={} problem={}; the previous value or "
              + "the"
              + " default stays in effect",
          WebServerConfig.PID,
          key,
          e.getMessage());
      return kept;
    }
  }
}
