/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages the message templates of a tenant. */
@Component(service = EmailTemplateService.class)
public final class EmailTemplateService {

  private static final Map<String, String> MEANINGS =
      Map.of(
          MessageTemplateValidator.LINK,
          "The URL to open.",
          MessageTemplateRegistry.TENANT_NAME,
          "The display name of the tenant.",
          "expires_in",
          "The number of minutes for which the link is valid.",
          "ip_address",
          "The IP address from which the link was requested.");

  private final MessageTemplateRegistry known;
  private final MessageTemplateStore store;
  private final AuditLog audit;
  private final MessageTemplateEngine engine = new MessageTemplateEngine();

  @Activate
  public EmailTemplateService(
      @Reference MessageTemplateRegistry known,
      @Reference MessageTemplateStore store,
      @Reference AuditLog audit) {
    this.known = known;
    this.store = store;
    this.audit = audit;
  }

  /**
   * A template in one language.
   *
   * @param custom the tenant's own template, if any
   * @param standard the module's default template, in this language or in English
   */
  public record EffectiveEmailTemplate(
      String name,
      Locale locale,
      Set<String> variables,
      Optional<TenantMessageTemplate> custom,
      MessageTemplate standard) {

    /** Returns the tenant's template, otherwise the module's. */
    public MessageTemplate content() {
      return custom.map(TenantMessageTemplate::content).orElse(standard);
    }
  }

  /** A rendered message preview. */
  public record EmailTemplatePreview(String subject, String text, Optional<String> html) {}

  /** Returns the names of all templates. */
  public List<String> names() {
    return List.copyOf(known.names());
  }

  /**
   * Returns a template.
   *
   * @throws ApiException 404 {@code resource_not_found}, 503 {@code module_unavailable} while a
   *     module that may provide it is unavailable
   */
  public EffectiveEmailTemplate get(TenantContext tenant, String name, Locale locale) {
    var variables = known.requireVariables(name);
    var standard = known.requireTemplate(name, locale);
    var custom = store.find(tenant.id(), name, locale.getLanguage());
    return new EffectiveEmailTemplate(name, locale, variables, custom, standard);
  }

  /**
   * Replaces the module's template in one language.
   *
   * @throws ApiException 404 {@code resource_not_found}, 422 {@code validation_error}
   */
  public EffectiveEmailTemplate put(
      TenantContext tenant,
      String name,
      Locale locale,
      MessageTemplate content,
      boolean active,
      AuditInitiator by) {
    var before = get(tenant, name, locale);
    MessageTemplateValidator.check(content, before.variables());
    audit.requireWritable();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var was =
        store
            .put(tenant.id(), name, locale.getLanguage(), content, active, now)
            .map(TenantMessageTemplate::content)
            .orElse(before.standard());
    record(
        tenant,
        "email_template.changed",
        "An email template was changed.",
        before,
        by,
        Map.of("old", told(was), "new", told(content), "active", active));
    return get(tenant, name, locale);
  }

  /**
   * Validates content as {@link #put} does.
   *
   * @throws ApiException 404 {@code resource_not_found}, 422 {@code validation_error}
   */
  public void requireValid(
      TenantContext tenant, String name, Locale locale, MessageTemplate content) {
    MessageTemplateValidator.check(content, get(tenant, name, locale).variables());
  }

  /**
   * Restores the module's template.
   *
   * @throws ApiException 404 {@code resource_not_found} if the template does not exist, or the
   *     tenant has none of its own
   */
  public void reset(TenantContext tenant, String name, Locale locale, AuditInitiator by) {
    var before = get(tenant, name, locale);
    audit.requireWritable();
    var was =
        store
            .remove(tenant.id(), name, locale.getLanguage())
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "The tenant has no template of its own for this message and language."));
    record(
        tenant,
        "email_template.reset",
        "An email template was reset to the default.",
        before,
        by,
        Map.of("old", told(was.content())));
  }

  /**
   * Renders a preview.
   *
   * @param content the content, validated as if it were stored
   * @param values values of the variables; missing values are replaced by samples
   */
  public EmailTemplatePreview preview(
      EffectiveEmailTemplate standing, MessageTemplate content, Map<String, String> values) {
    MessageTemplateValidator.check(content, standing.variables());
    Map<String, Object> model = new HashMap<>();
    standing.variables().forEach(name -> model.put(name, sample(name)));
    values.forEach(
        (name, value) -> {
          if (model.containsKey(name)) {
            model.put(name, value);
          }
        });
    return new EmailTemplatePreview(
        content.subject().map(text -> engine.subject("preview", text, model)).orElse(""),
        engine.text("preview", content.text(), model),
        content.html().map(text -> engine.html("preview", text, model)));
  }

  /** Returns the variables of a template with their descriptions. */
  public Map<String, String> variables(String name) {
    var meanings = new TreeMap<String, String>();
    known
        .requireVariables(name)
        .forEach(variable -> meanings.put(variable, MEANINGS.getOrDefault(variable, variable)));
    return meanings;
  }

  private static String sample(String variable) {
    return variable.equals(MessageTemplateValidator.LINK)
        ? "https://example.com/link"
        : "[" + variable + "]";
  }

  private static Map<String, Object> told(MessageTemplate content) {
    Map<String, Object> told = new HashMap<>();
    told.put("subject", content.subject().orElse(""));
    told.put("text", content.text());
    content.html().ifPresent(html -> told.put("html", html));
    return told;
  }

  private void record(
      TenantContext tenant,
      String action,
      String message,
      EffectiveEmailTemplate standing,
      AuditInitiator by,
      Map<String, Object> details) {
    Map<String, Object> all = new HashMap<>(details);
    all.put("locale", standing.locale().toLanguageTag());
    audit.record(
        tenant.id(),
        by.auditEvent(
            action,
            new AuditEvent.AuditTarget("email_template", standing.name(), Optional.empty()),
            message,
            all));
  }
}
