/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.testkit.contract.platform.MessageTemplateProviderContract;

class InteractionMailTemplatesContractTest extends MessageTemplateProviderContract {

  @Override
  protected MessageTemplateProvider templates() {
    try {
      return new InteractionMailTemplates();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Set<Locale> languages() {
    return Set.of(Locale.ENGLISH, Locale.GERMAN, Locale.forLanguageTag("es"), Locale.JAPANESE);
  }
}
