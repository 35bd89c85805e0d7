/** Subject identifiers. */
@NullMarked
package org.lumoauth.platform.tokens.subject;

import org.jspecify.annotations.NullMarked;
