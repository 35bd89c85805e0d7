/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;

/** Implements the console command {@code lumoauth:model-validate}. */
@Service
@Command(
    scope = "lumoauth",
    name = "model-validate",
    description = "Validates a relation model and reports errors by line and column.")
public final class ModelValidateCommand implements Action {
  @Reference private RelationModelService models;

  @Argument(
      name = "files",
      required = true,
      multiValued = true,
      description =
          "Files on the server: .fga (several files are modules of one model), "
              + ".json, .yaml or .yml.")
  private List<String> files = List.of();

  @Override
  public Object execute() throws CommandException {
    var source = source();
    List<RelationModelError> errors = models.validate(source);
    errors.forEach(error -> System.out.println(ConsoleTupleParser.line(error)));
    if (!errors.isEmpty()) {
      throw new CommandException("The model has the errors above.");
    }
    System.out.println("The model is valid.");
    return null;
  }

  private RelationModelSourceFiles source() throws CommandException {
    var language = language(files.get(0));
    if (files.size() > 1 && language != ModelLanguage.OPENFGA_DSL) {
      throw new CommandException("Only .fga files can be combined, as modules of one model.");
    }
    var read = new ArrayList<RelationModelSourceFiles.ModelFile>();
    for (String file : files) {
      if (language(file) != language) {
        throw new CommandException("All files of a model must use the same language.");
      }
      read.add(
          new RelationModelSourceFiles.ModelFile(
              Path.of(file).getFileName().toString(), text(file)));
    }
    return new RelationModelSourceFiles(language, read);
  }

  private static String text(String file) throws CommandException {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CommandException("The file " + file + " does not exist.", e);
    } catch (CharacterCodingException e) {
      throw new CommandException("The file " + file + " is not UTF-8 text.", e);
    } catch (IOException e) {
      throw new CommandException("The file " + file + " cannot be read.", e);
    }
  }

  private static ModelLanguage language(String file) throws CommandException {
    if (file.endsWith(".fga")) {
      return ModelLanguage.OPENFGA_DSL;
    }
    if (file.endsWith(".json")) {
      return ModelLanguage.OPENFGA_JSON;
    }
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      return ModelLanguage.NAMESPACE_YAML;
    }
    throw new CommandException(
        "A model file must end with .fga, .json, .yaml or .yml: " + file + ".");
  }
}
