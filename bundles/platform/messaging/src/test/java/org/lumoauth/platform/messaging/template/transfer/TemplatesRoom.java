package org.lumoauth.platform.messaging.template.transfer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.MessageTemplates;
import org.lumoauth.platform.messaging.template.EmailTemplates;
import org.lumoauth.platform.messaging.template.KnownTemplates;
import org.lumoauth.platform.messaging.template.TemplateStore;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** The section over two messages that a module brings. */
final class TemplatesRoom {

  private TemplatesRoom() {}

  static EmailTemplatesSection section(TestDatabase database) {
    return section(TemplateStore.on(database.open(TemplateStore.DEFINITION)));
  }

  static EmailTemplatesSection section(TemplateStore store) {
    var known =
        new KnownTemplates(
            new FakeProviderRegistry().with(MessageTemplates.class, "module", new Two()));
    return new EmailTemplatesSection(new EmailTemplates(known, store, new FakeAuditLog()), store);
  }

  private static final class Two implements MessageTemplates {
    @Override
    public Set<String> names() {
      return Set.of("reset", "verify");
    }

    @Override
    public Set<String> variables(String name) {
      return Set.of("link");
    }

    @Override
    public Optional<Template> template(String name, Locale locale) {
      return Optional.of(
          new Template(Optional.of("Standard"), "${link}", Optional.of("<p>${link}</p>")));
    }
  }
}
