/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.cache.StrongCacheStorage;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.authn.pages.source.PageResourceCatalog;

/**
 * Renders the templates of one catalog with FreeMarker. Parsed templates are released with the
 * catalog, so that nothing of a removed module remains.
 */
final class PageTemplateEngine {
  private static final String SUFFIX = ".ftlh";

  /** In characters; most pages are shorter. The names of languages are not Latin 1. */
  private static final int SIZE = 8_192;

  private final PageResourceCatalog catalog;
  private final Configuration configuration;

  PageTemplateEngine(PageResourceCatalog catalog) {
    this.catalog = catalog;
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateLoader(new CatalogTemplateLoader(catalog));
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    configuration.setCacheStorage(
        new StrongCacheStorage()); // Bounded by the number of templates in the catalog.
    configuration.setLocalizedLookup(false);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
    configuration.setObjectWrapper(new TemplateModelWrapper());
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(
        false); // Log messages could contain values of the model.
    configuration.setWrapUncheckedExceptions(true);
  }

  PageResourceCatalog catalog() {
    return catalog;
  }

  /** Returns the document; empty if the template does not exist. */
  Optional<String> html(String name, Map<String, Object> model, Locale locale) {
    try {
      Template template = configuration.getTemplate(name + SUFFIX, locale);
      CharArrayWriter html = new CharArrayWriter(SIZE);
      template.process(model, html);
      return Optional.of(html.toString());
    } catch (TemplateNotFoundException e) {
      return Optional.empty();
    } catch (IOException | TemplateException e) {
      throw new PageTemplateException(name, e);
    }
  }

  private record CatalogTemplateLoader(PageResourceCatalog catalog) implements TemplateLoader {

    @Override
    public Object findTemplateSource(String path) {
      return path.endsWith(SUFFIX)
          ? catalog.template(path.substring(0, path.length() - SUFFIX.length())).orElse(null)
          : null;
    }

    @Override
    public long getLastModified(Object source) {
      return 0; // A catalog is immutable.
    }

    @Override
    public Reader getReader(Object source, String encoding) {
      return new StringReader((String) source);
    }

    @Override
    public void closeTemplateSource(Object source) {
      // Text needs no conversion.
    }
  }
}
