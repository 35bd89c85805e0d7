/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.messaging.template.MessageTemplateEngine;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.lumoauth.platform.messaging.template.MessageTemplateValidator;
import org.lumoauth.platform.messaging.template.TenantMessageTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders messages from the tenant's templates or from the modules' default templates. */
final class MessageRenderer {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRenderer.class);

  private final MessageTemplateRegistry known;
  private final MessageTemplateStore own;
  private final TenantDisplayNameResolver names;
  private final MessageTemplateEngine engine = new MessageTemplateEngine();

  MessageRenderer(
      MessageTemplateRegistry known, MessageTemplateStore own, TenantDisplayNameResolver names) {
    this.known = known;
    this.own = own;
    this.names = names;
  }

  private record ResolvedTemplate(MessageTemplate template, Locale locale) {}

  /**
   * Renders the message in the first of the recipient's languages that the template supports,
   * otherwise in English.
   *
   * @throws ApiException 503 {@code module_unavailable} if no module provides the template
   */
  Message render(
      TenantContext tenant,
      String to,
      String name,
      List<Locale> locales,
      Map<String, Object> values) {
    ResolvedTemplate found =
        find(tenant, name, locales).orElseThrow(() -> ApiException.moduleUnavailable(name));
    MessageTemplate template = found.template();
    String tenantName = names.of(tenant);
    Map<String, Object> model = new HashMap<>(values);
    model.put(MessageTemplateRegistry.TENANT_NAME, tenantName);
    model.computeIfPresent(
        MessageTemplateValidator.LINK,
        (any, link) -> MessageLinkLocalizer.localize(tenant, String.valueOf(link), found.locale()));
    return new Message(
        to,
        name,
        found.locale().toLanguageTag(),
        Map.of(MessageTemplateRegistry.TENANT_NAME, tenantName),
        template.subject().map(text -> engine.subject(name, text, model)),
        engine.text(name, template.text(), model),
        template.html().map(text -> engine.html(name, text, model)));
  }

  private Optional<ResolvedTemplate> find(TenantContext tenant, String name, List<Locale> locales) {
    Map<String, TenantMessageTemplate> ofTenant = own.all(tenant.id(), name);
    for (Locale locale : locales) {
      Optional<ResolvedTemplate> found = find(tenant, ofTenant, name, locale);
      if (found.isPresent()) {
        return found;
      }
    }
    return find(tenant, ofTenant, name, Locale.ENGLISH);
  }

  private Optional<ResolvedTemplate> find(
      TenantContext tenant,
      Map<String, TenantMessageTemplate> ofTenant,
      String name,
      Locale locale) {
    return Optional.ofNullable(ofTenant.get(locale.getLanguage()))
        .filter(TenantMessageTemplate::active)
        .map(TenantMessageTemplate::content)
        .filter(template -> holds(tenant, name, locale, template))
        .or(() -> known.template(name, locale))
        .map(template -> new ResolvedTemplate(template, locale));
  }

  /** The template may have been stored under older rules that did not protect the link. */
  private boolean holds(
      TenantContext tenant, String name, Locale locale, MessageTemplate template) {
    try {
      MessageTemplateValidator.check(template, known.variables(name).orElse(Set.of()));
      return true;
    } catch (ApiException refused) {
      LOG.warn(
          "email_template_refused tenant={} name={} locale={}: the module's default "
              + "is sent instead: {}",
          tenant.id(),
          name,
          locale.toLanguageTag(),
          refused.getMessage());
      return false;
    }
  }
}
