/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.language.dsl.DslParser;
import org.lumoauth.authz.rebac.language.json.JsonModelParser;
import org.lumoauth.authz.rebac.language.json.JsonModelWriter;
import org.lumoauth.authz.rebac.language.validation.EntrypointValidator;
import org.lumoauth.authz.rebac.language.validation.ModelNameValidator;
import org.lumoauth.authz.rebac.language.validation.ModelReferenceValidator;
import org.lumoauth.authz.rebac.language.validation.ModelSizeValidator;
import org.lumoauth.authz.rebac.language.validation.ParsedModelIndex;
import org.lumoauth.authz.rebac.language.validation.RelationCycleValidator;
import org.lumoauth.authz.rebac.language.yaml.NamespaceModelParser;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compiles models in all languages: parses, merges modules, validates and builds. */
@Component
public final class ModelLanguageCompiler implements ModelCompiler {

  private static final Set<String> SCHEMAS = Set.of("1.1", "1.2");

  private final ExpressionCompiler expressions;

  @Activate
  public ModelLanguageCompiler(@Reference ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  @Override
  public ModelCompilation compile(RelationModelSourceFiles source) {
    var problems = new ModelErrorCollector();
    var files = read(source, problems);
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    var model =
        files.size() == 1 && !isDsl(source)
            ? files.get(0)
            : new ModelModuleMerger(problems).merge(files);
    return compile(model, problems);
  }

  @Override
  public RelationModel read(String json) {
    var compiled = compile(RelationModelSourceFiles.of(ModelLanguage.OPENFGA_JSON, json));
    if (compiled.model() == null) {
      throw new IllegalArgumentException(
          "A stored model can no longer be parsed: " + compiled.errors().get(0).message());
    }
    return compiled.model();
  }

  private ModelCompilation compile(ParsedModel model, ModelErrorCollector problems) {
    check(model, problems);
    var conditions = new ConditionCompiler(expressions, problems).compile(model.conditions());
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    return new ModelCompilation(
        new RelationModelBuilder().build(model, conditions),
        new JsonModelWriter().write(model),
        List.of());
  }

  private static void check(ParsedModel model, ModelErrorCollector problems) {
    model
        .schema()
        .filter(schema -> !SCHEMAS.contains(schema.text()))
        .ifPresent(
            schema ->
                problems.add(
                    schema.place(), "schema", "The schema must be 1.1, or 1.2 for modules"));
    new ModelSizeValidator(problems).check(model);
    if (!problems.isEmpty()) {
      return;
    }
    var index = new ParsedModelIndex(model);
    new ModelNameValidator(problems).check(model);
    new ModelReferenceValidator(index, problems).check(model);
    if (problems.isEmpty()) {
      new RelationCycleValidator(problems).check(index);
    }
    if (problems.isEmpty()) {
      new EntrypointValidator(index, problems).check();
    }
  }

  private static List<ParsedModel> read(
      RelationModelSourceFiles source, ModelErrorCollector problems) {
    var first =
        new SourcePosition(source.files().isEmpty() ? "" : source.files().get(0).name(), 0, 0);
    var length = source.files().stream().mapToLong(file -> file.text().length()).sum();
    if (length > ModelSizeLimits.TEXT) {
      problems.add(
          first,
          "too_large",
          "A model must not be longer than " + ModelSizeLimits.TEXT + " characters");
    }
    int most = isDsl(source) ? ModelSizeLimits.FILES : 1;
    if (source.files().isEmpty() || source.files().size() > most) {
      problems.add(first, "files", "A model in this language must have 1 to " + most + " files");
    }
    var read = new ArrayList<ParsedModel>();
    if (problems.isEmpty()) {
      source.files().forEach(file -> read(source.language(), file, read, problems));
    }
    return read;
  }

  private static void read(
      ModelLanguage language,
      RelationModelSourceFiles.ModelFile file,
      List<ParsedModel> read,
      ModelErrorCollector problems) {
    try {
      read.add(
          switch (language) {
            case OPENFGA_DSL -> new DslParser(file.name(), file.text()).read();
            case OPENFGA_JSON -> new JsonModelParser().read(file.name(), file.text());
            case NAMESPACE_YAML -> new NamespaceModelParser().read(file.name(), file.text());
          });
    } catch (ModelSyntaxException problem) {
      problems.add(problem.place(), problem.code(), problem.getMessage());
    }
  }

  private static boolean isDsl(RelationModelSourceFiles source) {
    return source.language() == ModelLanguage.OPENFGA_DSL;
  }

  private static ModelCompilation refused(ModelErrorCollector problems) {
    return new ModelCompilation(null, null, problems.inOrder());
  }
}
