/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.messaging.template.EmailTemplateService;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.lumoauth.platform.messaging.template.TenantMessageTemplate;
import org.lumoauth.platform.messaging.template.rest.EmailTemplateRequestParser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports the templates that a tenant set itself, one for each message and language. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=email-templates"})
public final class EmailTemplatesTransferSection implements TenantTransferSection {
  private static final Logger LOG = LoggerFactory.getLogger(EmailTemplatesTransferSection.class);

  private static final String SUBJECT = "subject";
  private static final String TEXT = "body_text";
  private static final String HTML = "body_html";
  private static final String ACTIVE = "is_active";
  private static final Set<String> MEMBERS =
      Set.of(EmailTemplateKey.MEMBER, SUBJECT, TEXT, HTML, ACTIVE);

  private final EmailTemplateService templates;
  private final MessageTemplateStore store;

  @Activate
  public EmailTemplatesTransferSection(
      @Reference EmailTemplateService templates, @Reference MessageTemplateStore store) {
    this.templates = templates;
    this.store = store;
  }

  @Override
  public int order() {
    return 61;
  }

  @Override
  public String area() {
    return "settings";
  }

  @Override
  public String key() {
    return EmailTemplateKey.MEMBER;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return store.all(tenant.id()).entrySet().stream()
        .map(each -> item(each.getKey(), each.getValue()))
        .filter(item -> fits(tenant, item))
        .toList();
  }

  /**
   * A template that was stored under older rules is not exported, because no import would accept
   * it.
   */
  private boolean fits(TenantContext tenant, Map<String, Object> item) {
    try {
      check(item);
      checkReferences(tenant, item, (section, key) -> false);
      return true;
    } catch (ApiException refused) {
      if (refused.status() == 404) {
        return true; // its module is unavailable now, but may be available where it is imported
      }
      LOG.warn(
          "email_template_not_exported tenant={} template={}: {}",
          tenant.id(),
          item.get(EmailTemplateKey.MEMBER),
          refused.getMessage());
      return false;
    }
  }

  @Override
  public void check(Map<String, Object> item) {
    EmailTemplateKey.of(item);
    EmailTemplateRequestParser.requireKnown(item, MEMBERS);
    EmailTemplateRequestParser.whole(item);
    EmailTemplateRequestParser.active(item, true);
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    var key = EmailTemplateKey.of(item);
    templates.requireValid(
        tenant, key.name(), key.locale(), EmailTemplateRequestParser.whole(item));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var key = EmailTemplateKey.of(item);
    templates.put(
        tenant,
        key.name(),
        key.locale(),
        EmailTemplateRequestParser.whole(item),
        EmailTemplateRequestParser.active(item, true),
        by);
    return Map.of();
  }

  private static Map<String, Object> item(String key, TenantMessageTemplate template) {
    MessageTemplate content = template.content();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(EmailTemplateKey.MEMBER, key);
    content.subject().ifPresent(subject -> item.put(SUBJECT, subject));
    item.put(TEXT, content.text());
    content.html().ifPresent(html -> item.put(HTML, html));
    item.put(ACTIVE, template.active());
    return item;
  }
}
