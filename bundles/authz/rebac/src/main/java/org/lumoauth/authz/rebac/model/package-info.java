/** The relation model used by the engine, independent of the source language. */
@NullMarked
package org.lumoauth.authz.rebac.model;

import org.jspecify.annotations.NullMarked;
