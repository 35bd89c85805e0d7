/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation.model;

/**
 * An error in a model.
 *
 * @param file the file
 * @param line the line, from 1; 0 if the error has no position
 * @param column the column in the line, from 1; 0 if the error has no position
 * @param code the violated rule, such as {@code undefined_relation}
 * @param message a sentence with the problem and its correction
 */
public record RelationModelError(String file, int line, int column, String code, String message) {}
