/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.testkit.contract.ContractVerdict;

/** The contracts of extensions that provide texts for users. */
class PageAndTemplateContractsTest {

  @Test
  void acceptsCompliantPages() {
    ContractVerdict.holds(GoodPages.class);
  }

  @Test
  void detectsPagesReadingArbitraryFiles() {
    ContractVerdict.breaks(OpenPages.class, "readsNoOtherFile", "hasNoUndeclaredTemplate");
  }

  @Test
  void detectsPagesWithUntranslatedMessage() {
    ContractVerdict.breaks(HalfGerman.class, "hasTheSameKeysInEachLanguage");
  }

  @Test
  void detectsPagesWithLanguageWithoutMessages() {
    ContractVerdict.breaks(
        Mute.class, "hasMessagesInEachDeclaredLanguage", "hasTheSameKeysInEachLanguage");
  }

  @Test
  void detectsPagesReturningMessagesOfUndeclaredLanguage() {
    ContractVerdict.breaks(EnglishForAll.class, "hasNoMessagesInUndeclaredLanguage");
  }

  @Test
  void detectsApostropheHidingArgument() {
    ContractVerdict.breaks(Apostrophe.class, "formatsEachArgumentOfAMessage");
  }

  @Test
  void detectsTranslationMissingArgument() {
    ContractVerdict.breaks(Forgetful.class, "usesTheSameArgumentsInEachLanguage");
  }

  @Test
  void detectsMessageKeyWithoutModulePrefix() {
    ContractVerdict.breaks(Nameless.class, "startsKeysWithTheModuleName");
  }

  @Test
  void acceptsCompliantTemplates() {
    ContractVerdict.holds(GoodTemplates.class);
  }

  @Test
  void detectsTemplatesWithoutEnglish() {
    ContractVerdict.breaks(
        NoEnglish.class, "usesEnglishForOtherLanguages", "hasEachTemplateInEachDeclaredLanguage");
  }

  @Test
  void detectsTemplatesIgnoringRegionalLocales() {
    ContractVerdict.breaks(Provincial.class, "ignoresRegionOfLanguage");
  }

  @Test
  void detectsTemplatesWithUndeclaredVariable() {
    ContractVerdict.breaks(Invented.class, "usesOnlyDeclaredVariables");
  }

  @Test
  void detectsTemplatesWithoutLink() {
    ContractVerdict.breaks(Linkless.class, "includesLinkIfDeclared");
  }

  @Test
  void detectsMultilineSubject() {
    ContractVerdict.breaks(TwoLines.class, "hasTextAndSingleLineSubject");
  }

  @Test
  void detectsTemplatesForUnknownName() {
    ContractVerdict.breaks(Eager.class, "returnsNothingForUnknownTemplate");
  }

  @Test
  void detectsTemplatesForUndeclaredLanguage() {
    ContractVerdict.breaks(Polyglot.class, "hasNoTemplateInUndeclaredLanguage");
  }

  static class GoodPages extends HtmlPageSourceContract implements HtmlPageSource {
    @Override
    protected HtmlPageSource source() {
      return this;
    }

    @Override
    protected Set<String> templates() {
      return Set.of("greeting");
    }

    @Override
    public Optional<String> template(String name) {
      return name.equals("greeting") ? Optional.of("<p>${text}</p>") : Optional.empty();
    }

    @Override
    public Set<Locale> languages() {
      return Set.of(Locale.ENGLISH, Locale.GERMAN);
    }

    @Override
    public Map<String, String> messages(Locale locale) {
      if (!languages().contains(locale)) {
        return Map.of();
      }
      var messages = new HashMap<>(Map.of("hello.words", locale + ": {0}, {1,number}’s"));
      change(locale, messages);
      return messages;
    }

    void change(Locale locale, Map<String, String> messages) {}
  }

  static class OpenPages extends GoodPages {
    @Override
    public Optional<String> template(String name) {
      return name.contains("/") ? Optional.of("root:x:0:0") : super.template(name);
    }
  }

  static class HalfGerman extends GoodPages {
    @Override
    void change(Locale locale, Map<String, String> messages) {
      if (locale.equals(Locale.ENGLISH)) {
        messages.put("hello.more", "More");
      }
    }
  }

  static class Mute extends GoodPages {
    @Override
    void change(Locale locale, Map<String, String> messages) {
      if (locale.equals(Locale.GERMAN)) {
        messages.clear();
      }
    }
  }

  static class EnglishForAll extends GoodPages {
    @Override
    public Map<String, String> messages(Locale locale) {
      return super.messages(languages().contains(locale) ? locale : Locale.ENGLISH);
    }
  }

  static class Apostrophe extends GoodPages {
    @Override
    void change(Locale locale, Map<String, String> messages) {
      messages.put("hello.more", "It's {0}");
    }
  }

  static class Forgetful extends GoodPages {
    @Override
    void change(Locale locale, Map<String, String> messages) {
      messages.put("hello.more", locale.equals(Locale.GERMAN) ? "Mehr" : "More {0}");
    }
  }

  static class Nameless extends GoodPages {
    @Override
    void change(Locale locale, Map<String, String> messages) {
      messages.put("more", "More");
    }
  }

  static class GoodTemplates extends MessageTemplateProviderContract
      implements MessageTemplateProvider {
    @Override
    protected MessageTemplateProvider templates() {
      return this;
    }

    @Override
    protected Set<Locale> languages() {
      return Set.of(Locale.ENGLISH, Locale.GERMAN);
    }

    @Override
    public Set<String> names() {
      return Set.of("reset");
    }

    @Override
    public Set<String> variables(String name) {
      return names().contains(name) ? Set.of("link", "who") : Set.of();
    }

    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return names().contains(name) && Set.of("en", "de").contains(locale.getLanguage())
          ? Optional.of(template())
          : Optional.empty();
    }

    MessageTemplate template() {
      return new MessageTemplate(
          Optional.of("For ${who} of ${tenant_name}"),
          "Open ${link}.",
          Optional.of("<a href=\"${ link }\">Open</a>"));
    }
  }

  static class NoEnglish extends GoodTemplates {
    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return locale.getLanguage().equals("en") ? Optional.empty() : super.template(name, locale);
    }
  }

  static class Provincial extends GoodTemplates {
    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return languages().contains(locale) ? super.template(name, locale) : Optional.empty();
    }
  }

  static class Invented extends GoodTemplates {
    @Override
    MessageTemplate template() {
      return new MessageTemplate(Optional.empty(), "${link} ${password}", Optional.empty());
    }
  }

  static class Linkless extends GoodTemplates {
    @Override
    MessageTemplate template() {
      return new MessageTemplate(Optional.of("${link}"), "Open the link.", Optional.empty());
    }
  }

  static class TwoLines extends GoodTemplates {
    @Override
    MessageTemplate template() {
      return new MessageTemplate(Optional.of("Hello\r\nBcc: x"), "${link}", Optional.empty());
    }
  }

  static class Eager extends GoodTemplates {
    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return super.template(name.strip(), locale);
    }
  }

  static class Polyglot extends GoodTemplates {
    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return super.template(name, Locale.ENGLISH);
    }
  }
}
