/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverwebhook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of the approval webhook. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=approval-webhook"})
public final class ApprovalWebhookSettings implements TenantSettingsSection {

  private static final String SECTION = "approval-webhook";
  private static final String URL = "url";
  private static final String SECRET = "secret";
  private static final long LEAST_SECRET = 16;

  /**
   * The webhook of a tenant.
   *
   * @param url the address
   * @param secret the secret that signs the messages
   */
  record ApprovalWebhook(URI url, String secret) {
    @Override
    public String toString() {
      return "Hook[" + url + "]";
    }
  }

  @Override
  public String requiredPermission(String setting) {
    return "jit.approve";
  }

  @Override
  public Map<String, String> secretByUrlSetting() {
    return Map.of(URL, SECRET);
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        text(
            URL,
            false,
            "The https address that receives approval requests. Leave empty to disable "
                + "the webhook."),
        text(
            SECRET,
            true,
            "Secret that signs the messages, at least 16 characters. Without a secret "
                + "no message is sent."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    String text = String.valueOf(value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (setting.equals(SECRET)) {
      return text.length() < LEAST_SECRET
          ? Optional.of("`secret` must be at least " + LEAST_SECRET + " characters long.")
          : Optional.empty();
    }
    return address(text).isPresent()
        ? Optional.empty()
        : Optional.of("`url` must be an absolute http(s) address.");
  }

  /** Returns the tenant's webhook; empty if the address or the secret is missing. */
  static Optional<ApprovalWebhook> read(SettingsStore settings, TenantContext tenant) {
    var values = settings.read(tenant, SECTION);
    String secret = String.valueOf(values.getOrDefault(SECRET, ""));
    return address(String.valueOf(values.getOrDefault(URL, "")))
        .filter(url -> secret.length() >= LEAST_SECRET)
        .map(url -> new ApprovalWebhook(url, secret));
  }

  private static Optional<URI> address(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null && url.getUserInfo() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SettingDefinition text(String name, boolean secret, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        "",
        secret,
        Set.of(),
        Optional.empty(),
        Optional.of(500L),
        description);
  }
}
