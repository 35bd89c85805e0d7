/** The tenant settings for tokens: the section {@code tokens}. */
@NullMarked
package org.lumoauth.platform.tokens.settings;

import org.jspecify.annotations.NullMarked;
