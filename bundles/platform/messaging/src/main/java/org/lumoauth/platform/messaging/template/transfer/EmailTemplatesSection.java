package org.lumoauth.platform.messaging.template.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.message.MessageTemplates.Template;
import org.lumoauth.api.tenant.ImportPlan;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.messaging.template.EmailTemplates;
import org.lumoauth.platform.messaging.template.TemplateStore;
import org.lumoauth.platform.messaging.template.TenantTemplate;
import org.lumoauth.platform.messaging.template.rest.EmailTemplateBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The templates that a tenant set itself, one for each message and language. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=email-templates"})
public final class EmailTemplatesSection implements TenantSection {
  private static final Logger LOG = LoggerFactory.getLogger(EmailTemplatesSection.class);

  private static final String SUBJECT = "subject";
  private static final String TEXT = "body_text";
  private static final String HTML = "body_html";
  private static final String ACTIVE = "is_active";
  private static final Set<String> MEMBERS =
      Set.of(TemplateKey.MEMBER, SUBJECT, TEXT, HTML, ACTIVE);

  private final EmailTemplates templates;
  private final TemplateStore store;

  @Activate
  public EmailTemplatesSection(
      @Reference EmailTemplates templates, @Reference TemplateStore store) {
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
    return TemplateKey.MEMBER;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return store.all(tenant.id()).entrySet().stream()
        .map(each -> item(each.getKey(), each.getValue()))
        .filter(item -> fits(tenant, item))
        .toList();
  }

  /** What was kept under older rules is not sent, and no import would take it. */
  private boolean fits(TenantContext tenant, Map<String, Object> item) {
    try {
      check(item);
      checkNamed(tenant, item, (section, key) -> false);
      return true;
    } catch (Problem refused) {
      if (refused.status() == 404) {
        return true; // its module is away just now, perhaps not where it is imported
      }
      LOG.warn(
          "email_template_not_exported tenant={} template={}: {}",
          tenant.id(),
          item.get(TemplateKey.MEMBER),
          refused.getMessage());
      return false;
    }
  }

  @Override
  public void check(Map<String, Object> item) {
    TemplateKey.of(item);
    EmailTemplateBody.requireKnown(item, MEMBERS);
    EmailTemplateBody.whole(item);
    EmailTemplateBody.active(item, true);
  }

  @Override
  public void checkNamed(TenantContext tenant, Map<String, Object> item, ImportPlan plan) {
    var key = TemplateKey.of(item);
    templates.requireFit(tenant, key.name(), key.locale(), EmailTemplateBody.whole(item));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
    var key = TemplateKey.of(item);
    templates.put(
        tenant,
        key.name(),
        key.locale(),
        EmailTemplateBody.whole(item),
        EmailTemplateBody.active(item, true),
        by);
    return Map.of();
  }

  private static Map<String, Object> item(String key, TenantTemplate template) {
    Template content = template.content();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(TemplateKey.MEMBER, key);
    content.subject().ifPresent(subject -> item.put(SUBJECT, subject));
    item.put(TEXT, content.text());
    content.html().ifPresent(html -> item.put(HTML, html));
    item.put(ACTIVE, template.active());
    return item;
  }
}
