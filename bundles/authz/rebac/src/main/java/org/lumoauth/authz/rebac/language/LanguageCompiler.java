package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.expression.ExpressionLanguage;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.ModelSource.Language;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compiles all languages: reads, puts modules together, checks, builds. */
@Component
public final class LanguageCompiler implements ModelCompiler {

  private static final Set<String> SCHEMAS = Set.of("1.1", "1.2");

  private final ExpressionLanguage expressions;

  @Activate
  public LanguageCompiler(@Reference ExpressionLanguage expressions) {
    this.expressions = expressions;
  }

  @Override
  public Compiled compile(ModelSource source) {
    var problems = new Problems();
    var files = read(source, problems);
    if (!problems.none()) {
      return refused(problems);
    }
    var model =
        files.size() == 1 && !isDsl(source) ? files.get(0) : new ModuleMerge(problems).merge(files);
    return compile(model, problems);
  }

  @Override
  public RelationModel read(String json) {
    var compiled = compile(ModelSource.of(Language.OPENFGA_JSON, json));
    if (compiled.model() == null) {
      throw new IllegalArgumentException(
          "A stored model can no longer be read: " + compiled.errors().get(0).message());
    }
    return compiled.model();
  }

  private Compiled compile(Source model, Problems problems) {
    check(model, problems);
    var conditions = new ConditionCompiler(expressions, problems).compile(model.conditions());
    if (!problems.none()) {
      return refused(problems);
    }
    return new Compiled(
        new ModelBuilder().build(model, conditions), new JsonModelWriter().write(model), List.of());
  }

  private static void check(Source model, Problems problems) {
    model
        .schema()
        .filter(schema -> !SCHEMAS.contains(schema.text()))
        .ifPresent(
            schema ->
                problems.add(
                    schema.place(), "schema", "The schema must be 1.1 or, for modules, 1.2"));
    new SizeRules(problems).check(model);
    if (!problems.none()) {
      return;
    }
    var index = new Index(model);
    new NameRules(problems).check(model);
    new ReferenceRules(index, problems).check(model);
    if (problems.none()) {
      new CycleRules(problems).check(index);
    }
    if (problems.none()) {
      new EntryRules(index, problems).check();
    }
  }

  private static List<Source> read(ModelSource source, Problems problems) {
    var first = new Place(source.files().isEmpty() ? "" : source.files().get(0).name(), 0, 0);
    var length = source.files().stream().mapToLong(file -> file.text().length()).sum();
    if (length > Bounds.TEXT) {
      problems.add(first, "too_large", "A model has at most " + Bounds.TEXT + " characters");
    }
    int most = isDsl(source) ? Bounds.FILES : 1;
    if (source.files().isEmpty() || source.files().size() > most) {
      problems.add(first, "files", "A model in this language is 1 to " + most + " files");
    }
    var read = new ArrayList<Source>();
    if (problems.none()) {
      source.files().forEach(file -> read(source.language(), file, read, problems));
    }
    return read;
  }

  private static void read(
      Language language, ModelSource.File file, List<Source> read, Problems problems) {
    try {
      read.add(
          switch (language) {
            case OPENFGA_DSL -> new DslParser(file.name(), file.text()).read();
            case OPENFGA_JSON -> new JsonModelReader().read(file.name(), file.text());
            case NAMESPACE_YAML -> new NamespaceReader().read(file.name(), file.text());
          });
    } catch (SyntaxProblem problem) {
      problems.add(problem.place(), problem.code(), problem.getMessage());
    }
  }

  private static boolean isDsl(ModelSource source) {
    return source.language() == Language.OPENFGA_DSL;
  }

  private static Compiled refused(Problems problems) {
    return new Compiled(null, null, problems.inOrder());
  }
}
