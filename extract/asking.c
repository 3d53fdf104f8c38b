/* One C function asked row by row, with nothing of Python in between: see ask() in calls.py. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>

#if UINTPTR_MAX < UINT64_MAX
#error "32-bit systems call in other ways; there Python asks"
#endif

#define MOST 5 /* arguments of a function */

/* What is asked takes addresses and ints only. Wherever pdfium runs they travel in registers or
   slots of a word each, an int in the lower half, and arguments beyond the function's own are not
   looked at; so one type of call does for all. */
typedef intptr_t (*Question)(intptr_t, intptr_t, intptr_t, intptr_t, intptr_t);
typedef double (*Measure)(intptr_t, intptr_t, intptr_t, intptr_t, intptr_t);

typedef struct {
    Py_buffer buffer;    /* of the column, if it is one */
    intptr_t same;       /* else the value that all rows have */
    const char *first;   /* of its rows; of an int, where that stands */
    Py_ssize_t step; /* bytes from row to row */
} Column;

/* Read an argument: an int, or a column of count words. -1 with an exception set if it is neither. */
static int take(PyObject *given, Py_ssize_t count, Column *column)
{
    if (PyLong_Check(given)) {
        column->same = (intptr_t)PyLong_AsVoidPtr(given);
        return PyErr_Occurred() ? -1 : 0;
    }
    Py_buffer *view = &column->buffer;
    if (PyObject_GetBuffer(given, view, PyBUF_STRIDED_RO) < 0)
        return -1;
    if (view->ndim != 1 || view->itemsize != sizeof(intptr_t) || view->shape[0] != count) {
        PyErr_SetString(PyExc_ValueError, "each column must have a word for each answer");
        return -1;
    }
    column->first = view->buf;
    column->step = view->strides[0];
    return 0;
}

static void answer(void *function, int measures, Column *columns, void *answers, Py_ssize_t count)
{
    for (Py_ssize_t n = 0; n < count; n++) {
        intptr_t row[MOST];
        for (int place = 0; place < MOST; place++)
            row[place] = *(const intptr_t *)(columns[place].first + n * columns[place].step);
        if (measures)
            ((double *)answers)[n] = ((Measure)function)(row[0], row[1], row[2], row[3], row[4]);
        else
            ((intptr_t *)answers)[n] = ((Question)function)(row[0], row[1], row[2], row[3], row[4]);
    }
}

/* ask(address, measures, answers, *arguments) */
static PyObject *ask(PyObject *Py_UNUSED(module), PyObject *args)
{
    const Py_ssize_t given = PyTuple_Size(args) - 3;
    Column columns[MOST] = {0};
    Py_buffer answers;
    int good = 1;

    if (given < 1 || given > MOST) {
        PyErr_SetString(PyExc_TypeError, "ask(address, measures, answers, 1 to 5 arguments)");
        return NULL;
    }
    void *function = PyLong_AsVoidPtr(PyTuple_GetItem(args, 0));
    const int measures = PyObject_IsTrue(PyTuple_GetItem(args, 1));
    if (PyErr_Occurred())
        return NULL;
    if (PyObject_GetBuffer(PyTuple_GetItem(args, 2), &answers, PyBUF_WRITABLE) < 0)
        return NULL;
    const Py_ssize_t count = answers.len / (Py_ssize_t)sizeof(intptr_t);
    for (int n = 0; n < MOST; n++) {
        columns[n].first = (const char *)&columns[n].same;
        if (good && n < given)
            good = take(PyTuple_GetItem(args, n + 3), count, &columns[n]) == 0;
    }
    if (good)
        answer(function, measures, columns, answers.buf, count);
    for (int n = 0; n < MOST; n++)
        if (columns[n].buffer.obj)
            PyBuffer_Release(&columns[n].buffer);
    PyBuffer_Release(&answers);
    if (!good)
        return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"ask", ask, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_asking", NULL, -1, methods};

PyMODINIT_FUNC PyInit__asking(void)
{
    return PyModule_Create(&definition);
}
