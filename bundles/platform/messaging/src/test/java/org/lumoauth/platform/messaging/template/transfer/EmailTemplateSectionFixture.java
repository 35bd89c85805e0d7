/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.transfer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.platform.messaging.template.EmailTemplateService;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** The section over two messages that a module brings. */
final class EmailTemplateSectionFixture {

  private EmailTemplateSectionFixture() {}

  static EmailTemplatesTransferSection section(TestDatabase database) {
    return section(MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION)));
  }

  static EmailTemplatesTransferSection section(MessageTemplateStore store) {
    var known =
        new MessageTemplateRegistry(
            new FakeProviderRegistry().with(MessageTemplateProvider.class, "module", new Two()));
    return new EmailTemplatesTransferSection(
        new EmailTemplateService(known, store, new FakeAuditLog()), store);
  }

  private static final class Two implements MessageTemplateProvider {
    @Override
    public Set<String> names() {
      return Set.of("reset", "verify");
    }

    @Override
    public Set<String> variables(String name) {
      return Set.of("link");
    }

    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return Optional.of(
          new MessageTemplate(Optional.of("Standard"), "${link}", Optional.of("<p>${link}</p>")));
    }
  }
}
