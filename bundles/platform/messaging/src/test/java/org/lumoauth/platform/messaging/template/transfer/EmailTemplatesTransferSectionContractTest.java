/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class EmailTemplatesTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return EmailTemplateSectionFixture.section(database);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(template("reset de"), template("reset en"), template("verify en"));
  }

  @Override
  protected Map<String, Object> changed() {
    var template = template("reset de");
    template.put("subject", "Neues Passwort");
    template.put("body_text", "Hier: ${link}");
    template.put("body_html", "<a href=\"${link}\">Hier</a>");
    template.put("is_active", true);
    return template;
  }

  private static Map<String, Object> template(String key) {
    Map<String, Object> item = new HashMap<>();
    item.put("template", key);
    item.put("subject", "Hello");
    item.put("body_text", "Open ${link}");
    item.put("body_html", "<a href=\"${link}\">Open</a>");
    item.put("is_active", false);
    return item;
  }
}
