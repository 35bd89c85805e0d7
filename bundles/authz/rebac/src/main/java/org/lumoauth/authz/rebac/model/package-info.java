/** A model of relations as the engine reads it, whatever language it was written in. */
package org.lumoauth.authz.rebac.model;
