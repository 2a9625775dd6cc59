/**
 * ONNX Runtime: sessions shared by artefact digest and counted by use, tensors in and out. The only importer of
 * {@code ai.onnxruntime}. Does not queue: whoever calls holds a permit of the scheduling package.
 */
@NullMarked
package org.esmap.ai.core.onnx;

import org.jspecify.annotations.NullMarked;
