/** Validates parsed models: names, references, cycles, entrypoints and size. */
package org.lumoauth.authz.rebac.language.validation;
