/** Renders pages in the tenant's branding and the reader's language. */
@NullMarked
package org.lumoauth.authn.pages;

import org.jspecify.annotations.NullMarked;
