/** Serves the files of pages, and the choice of a language. */
package org.lumoauth.authn.pages.web;
