/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

/** The size limits of models. */
public final class ModelSizeLimits {

  /** The maximum number of characters of all files. */
  public static final int TEXT = 256 * 1024;

  static final int FILES = 100;
  public static final int TYPES = 500;

  /** The maximum number of relations of a type. */
  public static final int RELATIONS = 200;

  /** The maximum number of subject types of a relation. */
  public static final int SUBJECT_TYPES = 100;

  /** The maximum number of operands of a union or intersection. */
  public static final int OPERANDS = 100;

  /** The maximum nesting of operators in a relation. */
  public static final int NESTING = 20;

  public static final int CONDITIONS = 100;

  /** The maximum number of parameters of a condition. */
  public static final int PARAMETERS = 50;

  /** The maximum length of a type name in characters, as in OpenFGA. */
  public static final int TYPE_NAME = 254;

  /** The maximum length of a relation or condition name in characters, as in OpenFGA. */
  public static final int NAME = 50;

  /** The maximum number of reported errors. */
  static final int PROBLEMS = 100;

  private ModelSizeLimits() {}
}
