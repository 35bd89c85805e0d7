package org.lumoauth.authn.magiclink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.lumoauth.api.message.MessageTemplates;
import org.lumoauth.testkit.contract.MessageTemplatesContract;

class MailTemplatesContractTest extends MessageTemplatesContract {

  @Override
  protected MessageTemplates templates() {
    try {
      return new MailTemplates();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Set<Locale> languages() {
    return Set.of(Locale.ENGLISH, Locale.GERMAN, Locale.forLanguageTag("es"), Locale.JAPANESE);
  }
}
