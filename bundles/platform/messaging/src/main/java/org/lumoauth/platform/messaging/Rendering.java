package org.lumoauth.platform.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageTemplates.Template;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.messaging.template.KnownTemplates;
import org.lumoauth.platform.messaging.template.TemplateEngine;
import org.lumoauth.platform.messaging.template.TemplateRules;
import org.lumoauth.platform.messaging.template.TemplateStore;
import org.lumoauth.platform.messaging.template.TenantTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders messages from the tenant's templates, or from those that modules bring. */
final class Rendering {
  private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);

  private final KnownTemplates known;
  private final TemplateStore own;
  private final TenantNames names;
  private final TemplateEngine engine = new TemplateEngine();

  Rendering(KnownTemplates known, TemplateStore own, TenantNames names) {
    this.known = known;
    this.own = own;
    this.names = names;
  }

  private record Found(Template template, Locale locale) {}

  /**
   * The message in the first of the reader's languages that the template has, else in English.
   *
   * @throws Problem 503 {@code module_unavailable} if no module brings the template
   */
  Message render(
      TenantContext tenant,
      String to,
      String name,
      List<Locale> locales,
      Map<String, Object> values) {
    Found found = find(tenant, name, locales).orElseThrow(() -> Problem.moduleUnavailable(name));
    Template template = found.template();
    String tenantName = names.of(tenant);
    Map<String, Object> model = new HashMap<>(values);
    model.put(KnownTemplates.TENANT_NAME, tenantName);
    model.computeIfPresent(
        TemplateRules.LINK,
        (any, link) -> HostedLink.in(tenant, String.valueOf(link), found.locale()));
    return new Message(
        to,
        name,
        found.locale().toLanguageTag(),
        Map.of(KnownTemplates.TENANT_NAME, tenantName),
        template.subject().map(text -> engine.subject(name, text, model)),
        engine.text(name, template.text(), model),
        template.html().map(text -> engine.html(name, text, model)));
  }

  private Optional<Found> find(TenantContext tenant, String name, List<Locale> locales) {
    Map<String, TenantTemplate> ofTenant = own.all(tenant.id(), name);
    for (Locale locale : locales) {
      Optional<Found> found = find(tenant, ofTenant, name, locale);
      if (found.isPresent()) {
        return found;
      }
    }
    return find(tenant, ofTenant, name, Locale.ENGLISH);
  }

  private Optional<Found> find(
      TenantContext tenant, Map<String, TenantTemplate> ofTenant, String name, Locale locale) {
    return Optional.ofNullable(ofTenant.get(locale.getLanguage()))
        .filter(TenantTemplate::active)
        .map(TenantTemplate::content)
        .filter(template -> holds(tenant, name, locale, template))
        .or(() -> known.template(name, locale))
        .map(template -> new Found(template, locale));
  }

  /** It may have been kept under rules that let it take the link elsewhere. */
  private boolean holds(TenantContext tenant, String name, Locale locale, Template template) {
    try {
      TemplateRules.check(template, known.variables(name).orElse(Set.of()));
      return true;
    } catch (Problem refused) {
      LOG.warn(
          "email_template_refused tenant={} name={} locale={}: the module's own is sent instead: {}",
          tenant.id(),
          name,
          locale.toLanguageTag(),
          refused.getMessage());
      return false;
    }
  }
}
