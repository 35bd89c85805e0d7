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

/** What administrators do with the templates of their tenant's messages. */
@Component(service = EmailTemplateService.class)
public final class EmailTemplateService {

  private static final Map<String, String> MEANINGS =
      Map.of(
          MessageTemplateValidator.LINK,
          "The address to open.",
          MessageTemplateRegistry.TENANT_NAME,
          "What people call the tenant.",
          "expires_in",
          "For how many minutes the link holds.",
          "ip_address",
          "The address that the link was asked for from.");

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
   * A template as it stands in one language.
   *
   * @param custom what the tenant set, if it did
   * @param standard what the module brings, in this language or in English
   */
  public record EffectiveEmailTemplate(
      String name,
      Locale locale,
      Set<String> variables,
      Optional<TenantMessageTemplate> custom,
      MessageTemplate standard) {

    /** What the tenant set, else what the module brings. */
    public MessageTemplate content() {
      return custom.map(TenantMessageTemplate::content).orElse(standard);
    }
  }

  /** A message as it would look. */
  public record EmailTemplatePreview(String subject, String text, Optional<String> html) {}

  /** Names of all templates. */
  public List<String> names() {
    return List.copyOf(known.names());
  }

  /**
   * A template.
   *
   * @throws ApiException 404 {@code resource_not_found}, 503 {@code module_unavailable} while a
   *     module is away that may bring it
   */
  public EffectiveEmailTemplate get(TenantContext tenant, String name, Locale locale) {
    var variables = known.requireVariables(name);
    var standard = known.requireTemplate(name, locale);
    var custom = store.find(tenant.id(), name, locale.getLanguage());
    return new EffectiveEmailTemplate(name, locale, variables, custom, standard);
  }

  /**
   * Puts a template in the place of the module's, in one language.
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
        "The template of a message was changed.",
        before,
        by,
        Map.of("old", told(was), "new", told(content), "active", active));
    return get(tenant, name, locale);
  }

  /**
   * Refuses what {@link #put} would refuse.
   *
   * @throws ApiException 404 {@code resource_not_found}, 422 {@code validation_error}
   */
  public void requireValid(
      TenantContext tenant, String name, Locale locale, MessageTemplate content) {
    MessageTemplateValidator.check(content, get(tenant, name, locale).variables());
  }

  /**
   * Brings the module's template back.
   *
   * @throws ApiException 404 {@code resource_not_found} if there is no such template, or none of
   *     the tenant's own
   */
  public void reset(TenantContext tenant, String name, Locale locale, AuditInitiator by) {
    var before = get(tenant, name, locale);
    audit.requireWritable();
    var was =
        store
            .remove(tenant.id(), name, locale.getLanguage())
            .orElseThrow(
                () -> ApiException.notFound("The tenant has no template of its own here."));
    record(
        tenant,
        "email_template.reset",
        "The template of a message is the standard one again.",
        before,
        by,
        Map.of("old", told(was.content())));
  }

  /**
   * Shows a message.
   *
   * @param content to show; it is checked as if it were to be kept
   * @param values for the variables; what is missing is made up
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

  /** The variables of a template with what they mean. */
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
