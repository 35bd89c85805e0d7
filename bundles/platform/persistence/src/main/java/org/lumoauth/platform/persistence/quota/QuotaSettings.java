/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.quota;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's quota limits, for all tenants or for one. */
@Component(service = QuotaSettings.class, configurationPid = QuotaConfig.PID)
@Designate(ocd = QuotaConfig.class)
public final class QuotaSettings {
  private static final Logger LOG = LoggerFactory.getLogger(QuotaSettings.class);
  private static final String ALL = "";

  private record QuotaSettingKey(String tenantId, String name) {}

  private volatile Map<QuotaSettingKey, Long> limits = Map.of();

  @Activate
  public QuotaSettings(QuotaConfig config) {
    modified(config);
  }

  private QuotaSettings(Map<QuotaSettingKey, Long> limits) {
    this.limits = limits;
  }

  /**
   * Parses entries such as {@code users 5000}.
   *
   * @throws IllegalArgumentException if an entry is malformed
   */
  public static QuotaSettings of(String... entries) {
    return new QuotaSettings(read(entries));
  }

  @Modified
  void modified(QuotaConfig config) {
    try {
      limits = read(config.quotas());
    } catch (IllegalArgumentException e) {
      LOG.error(
          "setting_refused file=etc/{}.cfg key=quotas problem={}; the previous value still applies",
          QuotaConfig.PID,
          e.getMessage());
    }
  }

  /** Returns the limit of a tenant; 0 means unlimited. */
  long limit(String tenantId, String name, long otherwise) {
    Map<QuotaSettingKey, Long> now = limits;
    Long own = now.get(new QuotaSettingKey(tenantId, name));
    return own != null ? own : now.getOrDefault(new QuotaSettingKey(ALL, name), otherwise);
  }

  private static Map<QuotaSettingKey, Long> read(String... entries) {
    Map<QuotaSettingKey, Long> read = new HashMap<>();
    for (String entry : String.join(",", entries).split(",")) {
      if (!entry.isBlank()) {
        String[] words = entry.strip().split("\\s+");
        String limit = words[words.length - 1];
        if (words.length < 2 || words.length > 3 || !limit.matches("\\d{1,15}")) {
          throw new IllegalArgumentException(
              "a quota must be NAME LIMIT or TENANT_ID NAME LIMIT, but was: " + entry.strip());
        }
        read.put(
            new QuotaSettingKey(words.length == 3 ? words[0] : ALL, words[words.length - 2]),
            Long.parseLong(limit));
      }
    }
    return Map.copyOf(read);
  }
}
