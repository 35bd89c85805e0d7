/** Makes a page from a template, messages and a model. */
package org.lumoauth.authn.pages.render;
