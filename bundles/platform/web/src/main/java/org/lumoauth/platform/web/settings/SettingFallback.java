package org.lumoauth.platform.web.settings;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the settings of the door one by one. A value that will not do is reported, and what
 * held before holds on, at first the default: one slip in a file neither passes in silence nor
 * closes the door at the next start.
 */
public final class SettingFallback {

  private static final Logger LOG = LoggerFactory.getLogger(SettingFallback.class);

  private SettingFallback() {}

  /**
   * The value, or what is kept where it will not do.
   *
   * @param key by which the file has it
   * @param read reads and checks it; it fails as well where a number was wanted and is none
   */
  public static <T> T readOrKeep(String key, Supplier<T> read, T kept) {
    try {
      return read.get();
    } catch (RuntimeException e) {
      LOG.error(
          "setting_refused file=etc/{}.cfg key={} problem={}; what held before, or else the"
              + " default, holds on",
          WebServerConfig.PID,
          key,
          e.getMessage());
      return kept;
    }
  }
}
