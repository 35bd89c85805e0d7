package org.lumoauth.api.relation;

/**
 * Something wrong with a model.
 *
 * @param file in which file
 * @param line in which line, from 1; 0 if it is nowhere in particular
 * @param column where in the line, from 1; 0 if it is nowhere in particular
 * @param code the rule, as {@code undefined_relation}
 * @param message what is wrong and what would be right, a sentence
 */
public record RelationModelError(String file, int line, int column, String code, String message) {}
