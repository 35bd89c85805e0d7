/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelVersion;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports the tenant's relation model as its source: the current version of the default
 * store. A different model is imported as a new version and becomes current.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=relation-models"})
public final class RelationModelTransferSection implements TenantTransferSection {

  private static final String STORE = "store";
  private static final String STANDARD = "standard";
  private static final String LANGUAGE = "language";
  private static final String FILES = "files";
  private static final String NAME = "name";
  private static final String TEXT = "text";
  private static final Set<String> MEMBERS = Set.of(STORE, LANGUAGE, FILES);
  private static final Set<String> FILE_MEMBERS = Set.of(NAME, TEXT);
  private static final int MOST_FILES = 100;

  private final RelationStoreService stores;
  private final RelationModelService models;

  @Activate
  public RelationModelTransferSection(
      @Reference RelationStoreService stores, @Reference RelationModelService models) {
    this.stores = stores;
    this.models = models;
  }

  @Override
  public int order() {
    return 70;
  }

  @Override
  public String area() {
    return "relations";
  }

  @Override
  public String key() {
    return STORE;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return models.findCurrent(tenant, stores.defaultStore(tenant).id()).map(this::item).stream()
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    var errors = models.validate(source(item));
    if (!errors.isEmpty()) {
      throw ApiException.invalid(FILES, shown(errors.get(0)));
    }
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    try {
      models.write(tenant, stores.defaultStore(tenant).id(), source(item), true, by);
    } catch (RelationException e) {
      throw ApiException.invalid(FILES, e.getMessage());
    }
    return Map.of();
  }

  private Map<String, Object> item(RelationModelVersion model) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(STORE, STANDARD);
    item.put(LANGUAGE, name(model.source().language()));
    item.put(
        FILES,
        model.source().files().stream()
            .map(file -> Map.of(NAME, file.name(), TEXT, file.text()))
            .toList());
    return item;
  }

  private static RelationModelSourceFiles source(Map<String, Object> item) {
    if (!MEMBERS.containsAll(item.keySet())) {
      throw ApiException.invalid(STORE, "A model must have `store`, `language` and `files`.");
    }
    if (!STANDARD.equals(item.get(STORE))) {
      throw ApiException.invalid(STORE, "`store` must be " + STANDARD + ".");
    }
    if (!(item.get(FILES) instanceof List<?> sent) || sent.isEmpty() || sent.size() > MOST_FILES) {
      throw ApiException.invalid(FILES, "A model must have 1 to " + MOST_FILES + " files.");
    }
    var files = new ArrayList<RelationModelSourceFiles.ModelFile>();
    for (Object each : sent) {
      files.add(file(each));
    }
    return new RelationModelSourceFiles(language(item.get(LANGUAGE)), files);
  }

  private static RelationModelSourceFiles.ModelFile file(Object sent) {
    if (sent instanceof Map<?, ?> file
        && file.keySet().equals(FILE_MEMBERS)
        && file.get(NAME) instanceof String name
        && file.get(TEXT) instanceof String text) {
      return new RelationModelSourceFiles.ModelFile(name, text);
    }
    throw ApiException.invalid(FILES, "Each of `files` must have `name` and `text`.");
  }

  private static RelationModelSourceFiles.ModelLanguage language(Object sent) {
    return Arrays.stream(RelationModelSourceFiles.ModelLanguage.values())
        .filter(each -> name(each).equals(sent))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalid(
                    LANGUAGE,
                    "`language` must be one of openfga_dsl, openfga_json and namespace_yaml."));
  }

  private static String name(RelationModelSourceFiles.ModelLanguage language) {
    return language.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(RelationModelError error) {
    return error.file() + ":" + error.line() + ":" + error.column() + " " + error.message();
  }
}
