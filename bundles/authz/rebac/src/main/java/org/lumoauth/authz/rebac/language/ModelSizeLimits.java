package org.lumoauth.authz.rebac.language;

/** How large a model may be. */
final class ModelSizeLimits {

  /** Characters of all files together. */
  static final int TEXT = 256 * 1024;

  static final int FILES = 100;
  static final int TYPES = 500;

  /** Relations of one type. */
  static final int RELATIONS = 200;

  /** Subject types of one relation. */
  static final int SUBJECT_TYPES = 100;

  /** Operands of one union or intersection. */
  static final int OPERANDS = 100;

  /** How deep operators may be nested in a relation. */
  static final int NESTING = 20;

  static final int CONDITIONS = 100;

  /** Parameters of one condition. */
  static final int PARAMETERS = 50;

  /** Characters of a type's name, as in OpenFGA. */
  static final int TYPE_NAME = 254;

  /** Characters of a relation's or a condition's name, as in OpenFGA. */
  static final int NAME = 50;

  /** Problems that are told at once. */
  static final int PROBLEMS = 100;

  private ModelSizeLimits() {}
}
