/** Validates parsed models: names, references, cycles, entrypoints and size. */
@NullMarked
package org.lumoauth.authz.rebac.language.validation;

import org.jspecify.annotations.NullMarked;
