/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateModelException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.authn.pages.source.PageResourceCatalog;

class LayoutTemplateFunctionsTest {

  private record Said(Map<String, String> all) implements HtmlPageSource {

    @Override
    public Optional<String> template(String name) {
      return Optional.empty();
    }

    @Override
    public Set<Locale> languages() {
      return Set.of(Locale.ENGLISH);
    }

    @Override
    public Map<String, String> messages(Locale locale) {
      return all;
    }
  }

  private static Object call(String function, String... arguments) throws TemplateModelException {
    var catalog =
        new PageResourceCatalog(
            List.of(
                new Said(
                    Map.of(
                        "pages.error.field", "Look at this.",
                        "password.error.wrong", "That''s wrong.",
                        "link.method", "By a link"))));
    var words = new LocalizedMessageFormatter(catalog, Locale.ENGLISH, List.of(), ZoneOffset.UTC);
    var models = new ArrayList<SimpleScalar>();
    for (String argument : arguments) {
      models.add(argument == null ? null : new SimpleScalar(argument));
    }
    return new LayoutTemplateFunctions(words, name -> "").all().get(function).exec(models);
  }

  @ParameterizedTest
  @CsvSource({"Zoë,Z", "' acme ',a", "x,x", "'',''", "'  ',''"})
  void returnsFirstVisibleLetterAsInitial(String text, String initial)
      throws TemplateModelException {
    assertEquals(initial, call("initial", text));
  }

  @Test
  void describesErrorInModuleMessages() throws TemplateModelException {
    assertEquals("That's wrong.", call("problem", "password", "wrong"));
  }

  @Test
  void describesUnknownErrorInDefaultMessage() throws TemplateModelException {
    assertEquals("Look at this.", call("problem", "password", "other"));
  }

  @Test
  void returnsEmptyTextWithoutErrorCode() throws TemplateModelException {
    assertEquals("", call("problem", "password", ""));
    assertEquals("", call("problem", "password", null));
    assertEquals("", call("problem", "password"));
  }

  @Test
  void resolvesMethodMessageKey() throws TemplateModelException {
    assertEquals("link.method", call("methodKey", "link"));
    assertEquals("flow.method.passkey", call("methodKey", "passkey"));
  }

  @Test
  void rejectsMissingArguments() {
    assertThrows(TemplateModelException.class, () -> call("initial"));
    assertThrows(TemplateModelException.class, () -> call("methodKey", (String) null));
  }
}
