/** Finds the pages that bundles bring and keeps what is in charge now. */
package org.lumoauth.authn.pages.source;
