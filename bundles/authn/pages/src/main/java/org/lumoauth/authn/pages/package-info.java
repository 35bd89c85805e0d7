/** Renders pages in the tenant's branding and the reader's language. */
package org.lumoauth.authn.pages;
