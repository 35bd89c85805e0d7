/** Renders pages from templates, messages and models. */
package org.lumoauth.authn.pages.render;
