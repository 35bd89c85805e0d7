/** Serves the files of pages, and the choice of a language. */
@NullMarked
package org.lumoauth.authn.pages.web;

import org.jspecify.annotations.NullMarked;
