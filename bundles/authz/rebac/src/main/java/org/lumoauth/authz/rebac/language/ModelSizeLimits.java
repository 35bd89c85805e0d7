package org.lumoauth.authz.rebac.language;

/** The size limits of models. */
final class ModelSizeLimits {

  /** The maximum number of characters of all files. */
  static final int TEXT = 256 * 1024;

  static final int FILES = 100;
  static final int TYPES = 500;

  /** The maximum number of relations of a type. */
  static final int RELATIONS = 200;

  /** The maximum number of subject types of a relation. */
  static final int SUBJECT_TYPES = 100;

  /** The maximum number of operands of a union or intersection. */
  static final int OPERANDS = 100;

  /** The maximum nesting of operators in a relation. */
  static final int NESTING = 20;

  static final int CONDITIONS = 100;

  /** The maximum number of parameters of a condition. */
  static final int PARAMETERS = 50;

  /** The maximum length of a type name in characters, as in OpenFGA. */
  static final int TYPE_NAME = 254;

  /** The maximum length of a relation or condition name in characters, as in OpenFGA. */
  static final int NAME = 50;

  /** The maximum number of reported errors. */
  static final int PROBLEMS = 100;

  private ModelSizeLimits() {}
}
