/** Schemas of declared types: which are taken, and what they say of an element. */
package org.lumoauth.oauth.richauthorization.schema;
