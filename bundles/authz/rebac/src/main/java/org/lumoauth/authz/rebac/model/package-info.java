/** The relation model used by the engine, independent of the source language. */
package org.lumoauth.authz.rebac.model;
